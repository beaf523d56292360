from assessments.models.instrument import Instrument
from assessments.models.response import Holding, Response
from assessments.models.wave import Wave, WaveSet

__all__ = ["Holding", "Instrument", "Response", "Wave", "WaveSet"]
