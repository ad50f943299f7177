// Puts a button beside BibTeX that unfolds, which copies it.
//
// A classic script that is loaded with `defer`, as the filter's: pages work from disk, and under
// the Content-Security-Policy "default-src 'self'".

"use strict";

(() => {
  /** Milliseconds for which a button says that it has copied. */
  const SHOWN = 3000;

  /** Copy as browsers did before they had a clipboard for scripts, which some pages have not. */
  const copySelected = (block) => {
    getSelection().selectAllChildren(block);
    const done = document.execCommand("copy");
    if (done) getSelection().removeAllRanges();
    return done;
  };

  const copy = async (block) => {
    try {
      await navigator.clipboard.writeText(`${block.textContent}\n`);
      return true;
    } catch {
      return copySelected(block);
    }
  };

  const addButton = (block) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "paper-copy";
    // It is there before it speaks: else nothing would be heard.
    const status = document.createElement("span");
    status.className = "paper-said";
    status.setAttribute("role", "status");
    const show = (label, said) => {
      button.textContent = label;
      status.textContent = said;
    };
    const { copy: label, copied } = block.dataset;
    show(label, "");
    button.addEventListener("click", async () => {
      if (!(await copy(block))) return;
      show(copied, copied);
      // Silent again, so that copying once more is heard once more.
      setTimeout(show, SHOWN, label, "");
    });
    block.before(button, status);
  };

  /** Other scripts may offer to copy any block of code: one button is enough. */
  const offersToCopy = (box) => box.querySelector("button") !== null;

  const prepare = (details) => {
    const block = details.querySelector(":scope .paper-bibtex");
    if (block && !offersToCopy(block.parentElement)) addButton(block);
  };

  // What is never unfolded costs nothing.
  const fold = ".paper-cite > details";
  document.querySelectorAll(`${fold}[open]`).forEach(prepare);
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (target.open && target.matches(fold)) prepare(target);
    },
    true,
  );
})();
