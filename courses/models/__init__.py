from courses.models.course import Course, CourseVersion

__all__ = ["Course", "CourseVersion"]
