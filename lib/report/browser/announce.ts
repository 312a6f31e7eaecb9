/** Says something to those who do not see it change. */
export function announce(text: string): void {
  const region = document.getElementById('live');
  if (region) region.textContent = text;
}
