// The accessibility checker, over a page as it stands, in both themes.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect } from './test.ts';

const THEMES = ['light', 'dark'] as const;

/** Checks the page against WCAG 2.2 A and AA, light and dark, and leaves it light. */
export async function expectAccessible(page: Page, options: { within?: string } = {}): Promise<void> {
  for (const colorScheme of [...THEMES].reverse()) {
    // Without motion: a colour that is still on its way to the other theme is neither's.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    let axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
    if (options.within) axe = axe.include(options.within);
    const { violations } = await axe.analyze();
    const found = violations.map(({ id, help, nodes }) => ({ rule: id, help, at: nodes.map((node) => node.html) }));
    expect(found, `accessibility, ${colorScheme}`).toEqual([]);
  }
}
