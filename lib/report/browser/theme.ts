import { h } from './dom.ts';

const themes = ['auto', 'light', 'dark'] as const;

/** Light, dark, or as the reader's system has it. Nothing is stored: a page from disk shares its store with others. */
export function themeButton(): HTMLElement {
  let at = 0;
  const button = h('button', { type: 'button', class: 'quiet no-print' }, 'Theme: auto');
  button.addEventListener('click', () => {
    at = (at + 1) % themes.length;
    const theme = themes[at] ?? 'auto';
    document.documentElement.toggleAttribute('data-theme', theme !== 'auto');
    document.documentElement.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
  });
  return button;
}
