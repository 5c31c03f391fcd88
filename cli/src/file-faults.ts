// What the file system means by its codes, as what follows the name of a file.

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "it may not be read or written",
  EPERM: "it may not be read or written",
  EISDIR: "it is a folder, and a file is needed",
  EEXIST: "it is there already",
  ENOTDIR: "what should be a folder on the way is a file",
  ENAMETOOLONG: "the name is too long",
  ENOSPC: "there is no space left",
  EDQUOT: "there is no space left for you",
  EBUSY: "another program is using it",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  EROFS: "it is on a disk that cannot be written to",
};

/** What a fault of the file system means; `undefined` where the system says something else. */
export function fileFault({ code }: { readonly code?: unknown }): string | undefined {
  return FAULTS[String(code)];
}
