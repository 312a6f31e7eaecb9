/**
 * For the page to evaluate: what has a scroll of its own, what reaches beyond the page's right edge, and whether the page is
 * wider than its window.
 */
export const misfits = `(() => {
  const width = document.documentElement.clientWidth;
  const shown = [...document.querySelectorAll('.page *')].filter((one) => one.getClientRects().length > 0);
  const hidden = (one) => one.closest('.hidden, svg, thead, .heads, [role=status]') !== null;
  const boxes = shown.filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX + getComputedStyle(one).overflowY));
  // What is wider than its own cell lies over the next one.
  const over = shown.filter((one) => one.matches('td, th, dd, .row > :not(.night)') && !hidden(one) && one.scrollWidth > one.clientWidth + 1);
  const ends = [...document.querySelectorAll('.night a')].filter((one) => one.firstChild.data?.trim()).map((one) => {
    const range = document.createRange();
    range.selectNode(one.firstChild);
    return range.getBoundingClientRect();
  });
  const run = ends.filter(({ left }, at) => at > 0 && left < ends[at - 1].right);
  const beyond = shown.filter((one) => !hidden(one) && one.getBoundingClientRect().right > width + 1);
  return {
    boxes: boxes.filter((one) => one.tagName !== 'TEXTAREA').map((one) => one.className || one.tagName),
    beyond: beyond.slice(0, 3).map((one) => one.tagName + '.' + one.className + ' ' + (one.textContent ?? '').slice(0, 40)),
    over: over.slice(0, 3).map((one) => one.tagName + '.' + one.className + ' ' + (one.textContent ?? '').slice(0, 60)),
    nightsRunTogether: run.length,
    sideways: document.documentElement.scrollWidth > width + 1,
  };
})()`;

/** What it gives where everything fits. */
export const fitting = { boxes: [], over: [], beyond: [], nightsRunTogether: 0, sideways: false };
