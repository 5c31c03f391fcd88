// What axe finds wrong with a page, for everybody who cannot use it as most people do.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What changes with the colours of a page, where nothing else does. */
export const COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * The rules that a page breaks, each with where.
 *
 * @param rules All of axe's that are on by default where it is left out.
 */
export async function violationsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Its other way opens one more page at each call, for frames of other sites: these pages have none.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  // What passes need not be described.
  axe.options({
    resultTypes: ["violations"],
    ...(rules && { runOnly: { type: "rule", values: [...rules] } }),
  });
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}
