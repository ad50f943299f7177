// Shows what a link to a review leads to: where a pointer rests on it, where the keyboard stops at
// it, and where a finger holds it. A tap follows the link, as ever.
//
// The previews of a post stand in a file beside it, which is fetched when the first of them is
// asked for. From disk none can be read, and none is shown.
//
// A classic script that is loaded with `defer`, as the filter's. What is parsed as HTML has been
// written by the build: pages work under the Content-Security-Policy "default-src 'self'".

"use strict";

(() => {
  if (location.protocol === "file:") return;

  const LINK = "a.paper-previewed";

  /** The name of the previews in a file, and how that is called. */
  const NAME = "paperreview-previews";
  const SUFFIX = ".previews.json";

  /** Milliseconds until it opens and closes: who passes over a link, or tabs on, is left alone. */
  const OPENING = 350;
  const CLOSING = 250;

  /** Pixels between a link and its preview, and between that and the edge of the window. */
  const GAP = 6;
  const EDGE = 8;

  /** What the servers have answered, by address. */
  const files = new Map();

  const fetchFile = async (address) => {
    try {
      const answer = await fetch(address);
      return answer.ok ? (await answer.json())[NAME] : {};
    } catch {
      files.delete(address); // the next time may do better
      return {};
    }
  };

  /** Name the file of a page: with or without its suffix, it may also be that of a folder. */
  const fileOf = ({ origin, pathname }) => {
    const known = typeof DOCUMENTATION_OPTIONS === "undefined" ? {} : DOCUMENTATION_OPTIONS;
    const suffix = known.LINK_SUFFIX || ".html";
    const path = pathname.endsWith("/") ? `${pathname}index` : pathname;
    return origin + (path.endsWith(suffix) ? path.slice(0, -suffix.length) : path) + SUFFIX;
  };

  /** Give the preview of what a link leads to; "" where there is none. */
  const previewOf = async (link) => {
    const url = new URL(link.href);
    const address = fileOf(url);
    if (!files.has(address)) files.set(address, fetchFile(address));
    const previews = await files.get(address);
    const anchor = decodeURIComponent(url.hash.slice(1));
    // Older pages link to anchors that have dots.
    return previews?.[anchor] ?? previews?.[anchor.replaceAll(".", "-")] ?? "";
  };

  /** Tell whether a link leads to what is in sight already. */
  const isInSight = (link) => {
    if (link.href.split("#")[0] !== location.href.split("#")[0]) return false;
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const top = target?.getBoundingClientRect().top ?? -1;
    return top >= 0 && top < window.innerHeight;
  };

  /** Tell whether another script shows something of its own there. */
  const isTaken = (link) => Boolean(link._tippy) || link.classList.contains("hoverxref");

  const linkAt = (target) => target.closest?.(LINK) ?? null;

  /** Formulas are drawn where the page has what draws them; else their source is shown. */
  const drawFormulas = async (element) => {
    const formulas = [...element.querySelectorAll(".math:not(:has(*))")];
    if (!formulas.length) return;
    if (window.MathJax?.typesetPromise) await window.MathJax.typesetPromise(formulas);
    else for (const one of formulas) one.textContent = one.textContent.replace(/^\\\(|\\\)$/gu, "");
  };

  // The preview -------------------------------------------------------------------------------

  const box = document.createElement("div");
  box.id = "paper-preview";
  box.className = "paper-preview";
  box.setAttribute("role", "tooltip");
  box.hidden = true;

  /** The link whose preview is asked for, and the one whose preview is shown. */
  let wanted = null;
  let shown = null;
  let timer = 0;

  /** What the link has had of its own. */
  let own = { title: null, description: null };

  const wait = (work, milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };

  const setOrRemove = (element, name, value) => {
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  };

  const close = () => {
    clearTimeout(timer);
    wanted = null;
    if (!shown) return;
    setOrRemove(shown, "title", own.title);
    setOrRemove(shown, "aria-describedby", own.description);
    shown = null;
    box.hidden = true;
  };

  /** Put it below the line of the link that is pointed at, or above it where there is more room. */
  const place = (link, y) => {
    box.style.left = box.style.top = "0px";
    box.style.maxHeight = "";
    const lines = [...link.getClientRects()];
    const line = lines.find(({ top, bottom }) => top <= y && y <= bottom) ?? lines[0];
    const own = box.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const rooms = [clientHeight - line.bottom - GAP - EDGE, line.top - GAP - EDGE];
    const isBelow = own.height <= rooms[0] || rooms[0] >= rooms[1];
    const height = Math.min(own.height, Math.max(rooms[isBelow ? 0 : 1], 0));
    if (height < own.height) box.style.maxHeight = `${height}px`;
    const isLeftwards = getComputedStyle(link).direction === "rtl";
    const left = isLeftwards ? line.right - own.width : line.left;
    const inside = Math.max(EDGE, Math.min(left, clientWidth - own.width - EDGE));
    const top = isBelow ? line.bottom + GAP : line.top - GAP - height;
    // Whatever the box is placed in, it stood at its start.
    box.style.left = `${inside - own.left}px`;
    box.style.top = `${top - own.top}px`;
  };

  /** Show the preview of a link; tell whether there is one, and it is still asked for. */
  const open = async (link, y) => {
    const html = await previewOf(link);
    if (wanted !== link || !link.isConnected || !html) return false;
    if (shown !== link) {
      close();
      wanted = shown = link;
      own = {
        title: link.getAttribute("title"),
        description: link.getAttribute("aria-describedby"),
      };
      // The browser would show it above ours.
      link.removeAttribute("title");
      link.setAttribute("aria-describedby", [own.description, box.id].filter(Boolean).join(" "));
    }
    box.innerHTML = html;
    if (!box.isConnected) document.body.append(box);
    box.hidden = false;
    place(link, y);
    await drawFormulas(box);
    if (shown === link) place(link, y);
    return true;
  };

  const ask = (link, y = NaN, opened = () => {}) => {
    if (isTaken(link) || isInSight(link)) return;
    clearTimeout(timer);
    wanted = link;
    if (shown === link) return;
    wait(async () => (await open(link, y)) && opened(), OPENING);
  };

  /** Close it, unless it is what the keyboard stands on that it belongs to. */
  const leave = () => {
    clearTimeout(timer);
    wanted = shown;
    if (shown && !shown.matches(":focus-visible")) wait(close, CLOSING);
  };

  // What opens and closes it --------------------------------------------------------------------

  /** The link that a finger has held so long that its preview opened. */
  let held = null;

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event.target);
    if (box.contains(event.target)) clearTimeout(timer);
    else if (link && !link.contains(event.relatedTarget)) ask(link, event.clientY);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch") return;
    const from = linkAt(event.target) ?? (box.contains(event.target) ? box : null);
    if (from && !from.contains(event.relatedTarget)) leave();
  });
  document.addEventListener("focusin", ({ target }) => {
    const link = linkAt(target);
    if (link?.matches(":focus-visible")) ask(link);
  });
  document.addEventListener("focusout", ({ target }) => {
    const link = linkAt(target);
    if (link && (link === shown || link === wanted)) close();
  });

  document.addEventListener("pointerdown", (event) => {
    const link = linkAt(event.target);
    held = null;
    if (box.contains(event.target)) return;
    if (link !== shown) close();
    if (link && event.pointerType === "touch") ask(link, event.clientY, () => (held = link));
  });
  // A finger that lets go soon has tapped, one that moves scrolls.
  for (const name of ["pointerup", "pointercancel"]) {
    document.addEventListener(name, (event) => {
      if (event.pointerType === "touch" && !shown) close();
    });
  }
  document.addEventListener(
    "click",
    (event) => {
      const link = linkAt(event.target);
      if (link && link === held) event.preventDefault();
      else if (link) close();
      held = null;
    },
    true,
  );

  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !shown || event.isComposing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      close();
    },
    true,
  );
})();
