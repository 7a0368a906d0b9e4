// A form that was refused: going back to this page, or reloading it, opens the page of the form
// instead of asking whether to send it again. What was typed stays in its fields.
const [shown] = performance.getEntriesByType("navigation");
if (shown.responseStatus >= 400 && shown.responseStatus < 500) {
  history.replaceState(history.state, "", location.href);
}
