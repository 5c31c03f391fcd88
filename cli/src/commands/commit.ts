// `robotid commit`: a salted commitment to a document, made apart from the write that takes it.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { reading } from "../define.js";
import { COMMITMENT_SUFFIX, Documents } from "../documents.js";
import type { Session } from "../session.js";

export function defineCommit(program: CommandUnknownOpts, session: Session): void {
  reading(
    program,
    "commit",
    "Commit to a document with a random salt, which is kept beside it; needs no network",
    {
      json: {
        document: "path of the document",
        commitment: "keccak256(salt, document): what `--commitment` takes",
        file: "where the salt is kept: without it nobody can show later that this is the document",
      },
      examples: ["commit report.pdf"],
    },
  )
    .argument("<file>", `the document; the salt goes to <file>${COMMITMENT_SUFFIX}`)
    .action(async (file, _options, command) => {
      const documents = new Documents(session.shell.cwd, false);
      await documents.commit(file);
      const [made] = documents.committed;
      session.answer(command, made, (layout) =>
        layout.fields([
          ["commitment", made?.commitment ?? ""],
          ["keep", `${made?.file} (the salt of the document)`],
        ]),
      );
    });
}
