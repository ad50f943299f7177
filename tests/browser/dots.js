// Contrast of each organisation's dot, and of its ring, with what lies behind: [name, dot, ring].
return [...document.querySelectorAll(".paper-org")]
  .filter((org) => org.checkVisibility())
  .map((org) => {
    const { backgroundColor, boxShadow } = getComputedStyle(org, "::before");
    const ring = boxShadow.replace(/ 0px 0px 0px 1px$/, "");
    return [org.textContent, contrast(org, backgroundColor), contrast(org, ring)];
  });
