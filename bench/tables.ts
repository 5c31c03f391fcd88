// Figures, what must hold of them, and tables of both that read as text and as Markdown.

/** Figures by name. */
export type Figures = Record<string, number>;

/** What must hold of figures, and what was found. */
export type Target = { text: string; reached: boolean; found: string };

export function format(figure: number): string {
  const maximumFractionDigits = figure < 10 ? 3 : figure < 1000 ? 2 : 0;
  return figure.toLocaleString("en", { maximumFractionDigits });
}

/** A table with its first column, and the text columns, to the left. */
export function table(header: string[], rows: string[][]): string {
  const isText = header.map((_, column) => rows.some((row) => /[^\d.,]/.test(row[column] ?? "")));
  const widths = header.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) => {
    const padded = cells.map((cell, column) => {
      const width = widths[column] ?? 0;
      return isText[column] ? cell.padEnd(width) : cell.padStart(width);
    });
    return `| ${padded.join(" | ")} |`;
  };
  const rule = widths.map(
    (width, column) => `${"-".repeat(width - 1)}${isText[column] ? "-" : ":"}`,
  );
  return [line(header), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}
