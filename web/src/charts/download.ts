/** Gives a text to the browser as a file. */
export function download(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has it by then; the address would keep it in memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
