"""`/l/<key>`, answered before Flask: links that the process knows, and clicks that it writes down.

- `known.py`: what a process remembers of links. What it does not know it asks of the gateway's own
  collection; a key that is missing is remembered for 2 s.
- `following.py`: a thread that looks each second which links changed, so that a change holds in
  every process after a second or two, and keeps what is known on the disk for the next start.
- `recording.py`: a click, written before the answer.
- `answering.py`: the answer.
"""
