import type { Page } from 'playwright-core';

/** A view of the auditor's page, as `docs/page.md` shows it. */
export interface PageView {
  /** Of its picture, and of the view in its address; several of one view have a word more. */
  readonly name: string;
  readonly hash: string;
  /** Which page it is taken of: the whole period's, that of its second half, or that of a running locker. */
  readonly of?: 'later' | 'running';
  /** What is done in the page before. @param earlier the zip of the first half */
  readonly ready?: (page: Page, earlier: string) => Promise<void>;
}

const follow =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await page.locator('main a', { hasText: name }).first().click();
    await page.locator('h1', { hasText: name }).waitFor();
  };

const drawn = async (page: Page): Promise<void> => {
  await page.locator('#from').selectOption('joiners');
  await page.locator('#size').fill('25');
  await page.locator('#seed').fill('4711');
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  await page.locator('main tbody tr').first().waitFor();
};

export const pageViews: readonly PageView[] = [
  { name: 'overview', hash: '#/' },
  { name: 'exceptions', hash: '#/exceptions' },
  { name: 'grid', hash: '#/grid' },
  { name: 'control', hash: '#/control/google-workspace.mfa-enforced' },
  { name: 'frameworks', hash: '#/frameworks/soc2' },
  { name: 'people', hash: '#/people' },
  { name: 'person', hash: '#/people', ready: follow('milan.okonjo') },
  { name: 'vaults', hash: '#/vaults' },
  { name: 'vault', hash: '#/vaults', ready: follow('Social media') },
  { name: 'services', hash: '#/services' },
  { name: 'populations', hash: '#/populations' },
  { name: 'reviews', hash: '#/reviews' },
  { name: 'datasets', hash: '#/datasets' },
  { name: 'dataset', hash: '#/dataset/google%2Fusers' },
  { name: 'subjects', hash: '#/subjects' },
  { name: 'subject', hash: '#/subjects', ready: follow('Booking platform') },
  { name: 'standard', hash: '#/standard' },
  { name: 'waivers', hash: '#/waivers' },
  { name: 'nights', hash: '#/nights' },
  { name: 'night', hash: '#/night/2026-11-14T01:00:00Z' },
  { name: 'verify', hash: '#/verify' },
  { name: 'collector', hash: '#/collector' },
  { name: 'workbench', hash: '#/workbench', ready: drawn },
  {
    name: 'sheet',
    hash: '#/workbench',
    ready: async (page) => {
      await drawn(page);
      await page.getByRole('link', { name: 'S1-01' }).click();
      await page.locator('h1', { hasText: 'S1-01' }).waitFor();
    },
  },
  {
    name: 'compare',
    hash: '#/compare',
    of: 'later',
    ready: async (page, earlier) => {
      await page.locator('#other-package').setInputFiles(earlier);
      await page.locator('main .say').waitFor();
    },
  },
  { name: 'print', hash: '#/print' },
  { name: 'today', hash: '#/today', of: 'running' },
];
