// A proof in a title and a sentence: what, by whom, as of when.
import type { Formats } from "../i18n/formats.js";
import type { Translate } from "../i18n/index.js";
import type { Proven } from "./results.js";

export function provenWords(
  { verdict, seats, seatCount, block, timestamp }: Proven,
  t: Translate,
  { list, moment, number }: Formats,
): { readonly title: string; readonly text: string } {
  const asOf = {
    verdict: t(`verdict.${verdict}.title`),
    block: number(block),
    time: moment(new Date(timestamp * 1000).toISOString()),
  };
  if (!seats) return { title: t("proof.unsealedTitle"), text: t("proof.unsealed", asOf) };
  return {
    title: t("proof.provenTitle", { sealed: seats.length, seats: seatCount }),
    text: t("proof.proven", { ...asOf, names: list(seats.map(({ name }) => name)) }),
  };
}
