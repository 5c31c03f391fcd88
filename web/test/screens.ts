// The screens that pages are looked at on.
import { violationsOf } from "@openrobotid/testkit/accessible";
import { expect } from "chai";
import type { Page } from "playwright-core";

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

/**
 * Looks at a page that is open on a phone and on a desk: everybody can use it, and nothing is wider than the screen.
 *
 * @param picture Takes a picture, which the width of the screen is in the name of.
 */
export async function suitsEveryScreen(
  page: Page,
  picture: (width: number) => Promise<void>,
): Promise<void> {
  for (const size of [PHONE, DESKTOP]) {
    await page.setViewportSize(size);
    expect(await violationsOf(page), `${size.width} pixels`).to.deep.equal([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).to.be.at.most(size.width);
    await picture(size.width);
  }
}
