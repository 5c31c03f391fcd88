// Takes what the badge has in common with the registry's pages from them: words, drawings, colours.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { VERDICTS } from "@openrobotid/sdk";
import { TONES } from "@openrobotid/sdk/rules";
import { languagesOfFiles, textsOf } from "@openrobotid/web/texts";
import { build } from "esbuild";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { BadgeTexts, FromPages } from "../src/texts.js";

const tokens = readFileSync(new URL("../../../web/src/styles/tokens.css", import.meta.url), "utf8");

export async function fromPages(): Promise<FromPages> {
  const { ToneIcon } = await readIcons();
  return {
    texts: Object.fromEntries(languagesOfFiles().map((code) => [code, badgeTexts(code)])),
    icons: Object.fromEntries(
      TONES.map((tone) => [tone, renderToStaticMarkup(createElement(ToneIcon, { tone }))]),
    ) as FromPages["icons"],
    colours: TONES.flatMap((tone) =>
      ["ink", "tint"].map((part) => colour(`--${tone}-${part}`)),
    ).join(" "),
  };
}

/** The drawings are JSX, which Node does not read. */
async function readIcons(): Promise<typeof import("@openrobotid/web/icons")> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(import.meta.resolve("@openrobotid/web/icons"))],
    bundle: true,
    write: false,
    jsx: "automatic",
    format: "esm",
    platform: "browser",
  });
  const [{ contents } = { contents: "" }] = outputFiles;
  return await import(`data:text/javascript;base64,${Buffer.from(contents).toString("base64")}`);
}

function badgeTexts(code: string): BadgeTexts {
  const { language, verdict, robot, proof, malformed } = textsOf(code);
  return {
    tag: language.tag,
    verdicts: Object.fromEntries(
      [...VERDICTS, "unknown" as const].map((word) => [word, verdict[word].title]),
    ) as BadgeTexts["verdicts"],
    waiting: robot.waitingTitle,
    none: robot.noVerdictTitle,
    malformed: malformed.title,
    checking: proof.checking,
    proven: proof.provenTitle,
    cosigned: proof.cosignedTitle,
    unsealed: proof.unsealedTitle,
    notProven: proof.notProvenTitle,
    unreachable: proof.unreachableTitle,
    conflict: proof.conflictText,
  };
}

function colour(name: string): string {
  const [line] = new RegExp(`${name}: [^;]+;`).exec(tokens) ?? [];
  if (line === undefined) throw new Error(`tokens.css has no ${name}.`);
  return line;
}
