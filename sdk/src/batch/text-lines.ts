import { createReadStream } from "node:fs";

/**
 * The lines of an ASCII file, some at once, without their line feeds. A line longer than the limit comes cut, and ends the
 * reading.
 */
export async function* textLines(file: string, longest: number): AsyncGenerator<string[]> {
  let rest = "";
  for await (const chunk of createReadStream(file, { encoding: "latin1" })) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    if (lines.length > 0) yield lines;
    if (rest.length > longest) break;
  }
  if (rest) yield [rest.slice(0, longest)];
}
