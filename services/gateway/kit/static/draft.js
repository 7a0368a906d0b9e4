// A draft saves by itself, a moment after one stops typing, and says when. Without this module
// the button « Save the draft » does the same.
const form = document.querySelector("[data-autosave]");
const saved = document.querySelector("#saved");
const PAUSE = 1500;
let timer = 0;
let running = null;
let dirty = false;
// Set when saving by itself would go over what somebody else saved, or nobody is signed in: the
// button decides then.
let stopped = false;
let sent = false;

function place(id, part, whole) {
  const found = whole.querySelector(`[data-part="${part}"]`);
  if (found) document.getElementById(id).replaceChildren(...found.childNodes);
}

async function save() {
  if (running) return;
  dirty = false;
  saved.textContent = form.dataset.saving;
  const body = new FormData(form);
  body.set("action", "autosave");
  // `form.action` would be the buttons of that name.
  running = fetch(form.getAttribute("action"), { method: "POST", body, redirect: "manual" });
  try {
    const answer = await running;
    if (answer.type === "opaqueredirect") {
      stopped = true;
      saved.textContent = form.dataset.ended;
      return;
    }
    stopped = answer.status === 412;
    if (!answer.ok && !stopped && answer.status !== 422) throw new Error(String(answer.status));
    const whole = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!whole.querySelector("[data-part]")) throw new Error("not a draft");
    place("saved", "saved", whole);
    if (answer.ok) place("version", "version", whole);
    place("checklist", "checklist", whole);
  } catch {
    saved.textContent = form.dataset.failed;
  } finally {
    running = null;
    if (dirty) later();
  }
}

function later() {
  if (stopped) return;
  dirty = true;
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

form?.addEventListener("input", later);
// A button sends the whole form: an automatic save at the same time would be one version late.
form?.addEventListener("submit", (event) => {
  clearTimeout(timer);
  dirty = false;
  if (running) {
    event.preventDefault();
    if (sent) return;
    sent = true;
    const button = event.submitter;
    const submit = () => {
      sent = false;
      form.requestSubmit(button);
    };
    running.finally(() => setTimeout(submit));
  }
});
