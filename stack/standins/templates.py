"""The two pages of the mail catcher."""

HEAD = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">
<style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .5rem;
border-bottom:1px solid #ccc}pre{white-space:pre-wrap;font:inherit}</style>"""

LIST = (
    HEAD
    + """<title>Caught mails</title><h1>Caught mails</h1>
<p>Mails of this machine end here; none of them leaves it. The newest 200 are listed.</p>
<table><thead><tr><th>Received</th><th>To</th><th>Subject</th></tr></thead><tbody>
{% for mail in mails %}<tr><td>{{ mail.received_at }}</td><td>{{ mail.to|join(", ") }}</td>
<td><a href="/mails/{{ mail.id }}">{{ mail.subject or "(no subject)" }}</a></td></tr>
{% else %}<tr><td colspan="3">None yet.</td></tr>{% endfor %}</tbody></table></html>"""
)

MAIL = (
    HEAD
    + """<title>{{ m.subject }}</title><p><a href="/">All mails</a></p>
<h1>{{ m.subject }}</h1><p>From {{ sender }}<br>To {{ m.to }}<br>{{ m.date }}</p>
<pre>{{ text }}</pre>{% if attached %}<p>Attached: {{ attached|join(", ") }}</p>{% endif %}
<p><a href="/mails/{{ number }}/raw">As it was sent</a>
{% if has_html %}· <a href="/mails/{{ number }}/html">HTML part</a>{% endif %}</p></html>"""
)
