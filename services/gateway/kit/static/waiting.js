// What waits for work elsewhere is read again, as long as the page says that it waits.
const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

for (let seconds = 1; document.querySelector("[data-waits]"); seconds = Math.min(seconds * 1.5, 15)) {
  await pause(seconds);
  const shown = document.querySelector("[data-waits]");
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer || !answer.ok) continue;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById(shown.id);
  if (!found) break;
  if (found.innerHTML !== shown.innerHTML && !shown.contains(document.activeElement)) shown.replaceWith(found);
}
