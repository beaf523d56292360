// Moves the focus to where the news is: the error summary of a form that came back, or whatever
// a swapped-in fragment marks with data-focus (a new scene, a result).

const news = (root) =>
  root.querySelector?.(".error-summary") ?? (root.matches?.("[data-focus]") ? root : root.querySelector?.("[data-focus]"));

const focus = (element) => {
  if (!element) return;
  if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus({ preventScroll: false });
};

focus(document.querySelector(".error-summary"));

document.addEventListener("htmx:afterSettle", (event) => focus(news(event.detail.elt)));

// A link in the error summary puts the cursor into its field.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".error-summary a[href^='#']");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  const control = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
  if (control) {
    event.preventDefault();
    control.focus();
  }
});
