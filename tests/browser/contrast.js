// Contrast of each visible text that we draw with what lies behind it: [ratio, where and what].
const result = [];
const ours = ".paper-head, .paper-foot, .paper-card, .paper-list, .paper-post, .paper-posts, .paper-neighbours, " +
  ".paper-groups, .paper-facts, .paper-filter, .paper-reading-list";
for (const root of document.querySelectorAll(ours)) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim();
    if (text && element.checkVisibility({ visibilityProperty: true })) {
      result.push([contrast(element, getComputedStyle(element).color), `${element.className}: ${text.slice(0, 40)}`]);
    }
  }
}
return result;
