"""What is counted: a folder for each producer of events. A new one is a folder and a line here."""

from services.insights.engine.read_model import Subjects
from services.insights.subjects.contests import Contests

SUBJECTS: Subjects = (Contests,)
