// Beside every instant, the reader's own time where the clocks differ.
const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const form = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };

for (const time of document.querySelectorAll("time[data-here]")) {
  const at = new Date(time.dateTime);
  const show = (timeZone) => at.toLocaleString(language, { ...form, timeZone });
  if (show(here) === show(time.dataset.zone)) continue;
  const own = document.createElement("span");
  own.className = "here";
  own.textContent = ` (${time.dataset.here} ${show(here)})`;
  time.append(own);
}
