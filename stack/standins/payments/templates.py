"""The pages of the payment stand-in."""

from stack.standins.templates import HEAD

NOT_REAL = """<style>td{overflow-wrap:anywhere;vertical-align:top}
.amount{white-space:nowrap}button{font:inherit}</style>
<p role="note"><strong>This money is not real.</strong> This page stands in for a
payment provider on this machine: nobody is paid here, and nothing leaves it.</p>"""

BOOK = (
    HEAD
    + "<title>Payment stand-in</title><h1>Payment stand-in</h1>"
    + NOT_REAL
    + """<h2>Balance</h2><ul>{% for each in balance %}<li>{{ amount(each) }}</li>{% endfor %}</ul>
<h2>Transfers</h2><table><thead><tr><th>Id</th><th>Amount</th><th>To</th><th>Group</th>
<th>Taken back</th></tr></thead><tbody>{% for each in transfer %}<tr><td>{{ each.id }}</td>
<td class="amount">{{ amount(each) }}</td><td>{{ each.destination }}</td>
<td>{{ each.transfer_group or "" }}</td>
<td class="amount">{{ amount(each, "amount_reversed") }}</td></tr>
{% else %}<tr><td colspan="5">None yet.</td></tr>{% endfor %}</tbody></table>
<h2>Payouts to banks</h2><table><thead><tr><th>Id</th><th>Account</th><th>Amount</th>
<th>State</th></tr></thead><tbody>{% for each in payout %}<tr><td>{{ each.id }}</td>
<td>{{ each.account }}</td><td class="amount">{{ amount(each) }}</td>
<td>{{ each.status }}</td></tr>{% else %}<tr><td colspan="4">None yet.</td></tr>{% endfor %}
</tbody></table>
<h2>Accounts</h2><table><thead><tr><th>Id</th><th>Receives money</th></tr></thead><tbody>
{% for each in account %}<tr><td>{{ each.id }}</td>
<td>{{ "yes" if each.payouts_enabled else "no" }}</td></tr>
{% else %}<tr><td colspan="2">None yet.</td></tr>{% endfor %}</tbody></table>
<h2>Events</h2><table><thead><tr><th>Id</th><th>Type</th></tr></thead><tbody>
{% for each in event %}<tr><td>{{ each.id }}</td><td>{{ each.type }}</td></tr>
{% else %}<tr><td colspan="2">None yet.</td></tr>{% endfor %}</tbody></table></html>"""
)

ONBOARDING = (
    HEAD
    + "<title>Receive money</title><h1>Receive money</h1>"
    + NOT_REAL
    + """<p>At a real provider you would say here who you are. Account {{ account.id }}.</p>
<form method="post"><button name="done">Complete</button>
<button name="leave">Leave without completing</button></form></html>"""
)
