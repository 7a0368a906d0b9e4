// The evidence of a decision stays with whoever chose it: its hash alone is sent.
const MOST_BYTES = 20 * 1024 * 1024;

async function hashed(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

for (const chosen of document.querySelectorAll("input[type=file][data-hash-into]")) {
  // Without a secure context nothing is hashed here: a small file is sent, and hashed there.
  if (!crypto.subtle) continue;
  const target = document.getElementById(chosen.dataset.hashInto);
  const name = chosen.name;
  chosen.addEventListener("change", async () => {
    const file = chosen.files[0];
    target.value = "";
    chosen.setCustomValidity("");
    if (!file) {
      chosen.name = name;
      return;
    }
    chosen.removeAttribute("name");
    if (file.size > MOST_BYTES) {
      chosen.setCustomValidity(chosen.dataset.tooLarge);
      chosen.reportValidity();
      return;
    }
    chosen.setCustomValidity(chosen.dataset.working);
    const hash = await hashed(file);
    if (chosen.files[0] !== file) return;
    target.value = hash;
    chosen.setCustomValidity("");
  });
}
