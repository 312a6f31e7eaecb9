import { link } from '../components.ts';
import { h } from '../dom.ts';
import type { View } from './view.ts';

export function missing(text: string): View {
  return {
    title: 'Not here',
    body: h('div', {}, h('p', {}, text), h('p', {}, link('#/', 'Back to the overview'))),
  };
}
