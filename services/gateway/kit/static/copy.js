// Copies the address that a button names, and says so, for eyes and ears.
const said = document.getElementById("copied");

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("not copied");
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.innerHTML;
  button.addEventListener("click", async () => {
    try {
      await copy(button.dataset.copy);
    } catch {
      return;
    }
    button.textContent = said.textContent = button.dataset.copied;
    button.focus();
    setTimeout(() => { button.innerHTML = label; said.textContent = ""; }, 3000);
  });
}
