/** What is used here of a page, whatever drives the browser. */
interface Driven {
  evaluate(text: string): Promise<unknown>;
  waitForSelector(selector: string): Promise<unknown>;
  readonly keyboard: { press(key: 'Tab' | 'Enter'): Promise<void> };
}

/** What can be used in the content of the page, but for cells of a grid, among which arrows lead. */
const usable = `[...document.querySelectorAll('main :is(a[href], button, input, select, textarea, summary, [tabindex="0"])')]
  .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility())`;

/** Takes note of what is to be reached; gives how much that is. */
const begin = `(() => {
  window.unseen = [];
  window.left = new Set(${usable});
  return window.left.size;
})()`;

/** Takes note of what has the focus, and of whether that is seen; gives how much is left to be reached. */
const note = `(() => {
  const target = document.activeElement;
  window.left.delete(target);
  const { outlineStyle, outlineWidth } = getComputedStyle(target);
  if (target !== document.body && (outlineStyle === 'none' || parseFloat(outlineWidth) < 1))
    window.unseen.push(target.outerHTML.slice(0, 80));
  return window.left.size;
})()`;

/** Reaches each entry of the contents by Tab and opens it; gives which entry is marked as shown then. */
export async function openEachEntry(page: Driven): Promise<{ href: string; shown: unknown }[]> {
  const entries = (await page.evaluate(
    '[...document.querySelectorAll("header nav a")].map((one) => one.getAttribute("href"))',
  )) as string[];
  const opened = [];
  for (const href of entries) {
    await page.evaluate('document.activeElement.blur(); document.querySelector(".skip").focus()');
    for (let presses = 0; presses <= entries.length + 2; presses++) {
      if ((await page.evaluate('document.activeElement.getAttribute("href")')) === href) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForSelector(`main[data-shown=${JSON.stringify(href)}]`);
    const shown = await page.evaluate(
      'document.querySelector("header nav [aria-current=page]").getAttribute("href")',
    );
    opened.push({ href, shown });
  }
  return opened;
}

/** What of a view's content Tab does not reach, and what it reaches without its focus being seen. */
export async function notReached(page: Driven): Promise<{ left: unknown; unseen: unknown }> {
  await page.evaluate('document.querySelector("main").focus()');
  const many = Number(await page.evaluate(begin));
  let left = many;
  for (let presses = 0; left > 0 && presses < many + 5; presses++) {
    await page.keyboard.press('Tab');
    left = Number(await page.evaluate(note));
  }
  return {
    left: await page.evaluate('[...window.left].map((one) => one.outerHTML.slice(0, 80))'),
    unseen: await page.evaluate('window.unseen'),
  };
}
