// A proof in a title and a sentence: what, by whom, as of when.
import { type Tone, toneOfVerdict } from "@openrobotid/sdk/rules";
import type { Formats } from "../i18n/formats.js";
import type { Translate } from "../i18n/index.js";
import type { Proven } from "./results.js";

/** The colour of a proof: that of its verdict; but what nobody vouches for never looks good. */
export function toneOfProof({ verdict, seats }: Proven): Tone {
  const tone = toneOfVerdict(verdict);
  return tone === "good" && !seats ? "waiting" : tone;
}

/** The sentence. On the page of a file, where its anchor is from is said apart. */
export function provenWords(
  { verdict, seats, cosigners, seatCount, witnessCount, block, timestamp }: Proven,
  t: Translate,
  { list, moment, number }: Formats,
  isFile = false,
): { readonly title: string; readonly text: string } {
  const asOf = {
    verdict: t(`verdict.${verdict}.title`),
    block: number(block),
    time: moment(new Date(timestamp * 1000).toISOString()),
  };
  if (!seats && cosigners) {
    return {
      title: t("proof.cosignedTitle", { cosigned: cosigners.length, seats: seatCount }),
      text: t("proof.cosigned", { ...asOf, names: list(cosigners) }),
    };
  }
  if (!seats) {
    const text = isFile ? t("verify.unsealed", asOf) : t("proof.unsealed", asOf);
    return { title: t("proof.unsealedTitle"), text };
  }
  const count = { sealed: seats.length, seats: seatCount };
  const sealed = t("proof.proven", { ...asOf, names: list(seats.map(({ name }) => name)) });
  if (!cosigners) return { title: t("proof.provenTitle", count), text: sealed };
  const witnesses = { cosigned: cosigners.length, witnesses: witnessCount };
  return {
    title: t("proof.provenCosignedTitle", { ...count, ...witnesses }),
    text: `${sealed} ${t("proof.cosignedBy", { names: list(cosigners) })}`,
  };
}
