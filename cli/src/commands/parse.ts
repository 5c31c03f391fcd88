// `robotid parse`: reads a code. Asks nobody.

import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import {
  checkCharacter,
  countryOf,
  findAmbiguous,
  formatRobotId,
  manufacturerOf,
  modelOf,
  robotIdUri,
  serialOf,
} from "@openrobotid/sdk";
import { reading } from "../define.js";
import type { Session } from "../session.js";
import { robotId } from "../values.js";

export function defineParse(program: CommandUnknownOpts, session: Session): void {
  reading(
    program,
    "parse",
    "Read a code as people write it, or as a link, and take it apart; needs no network",
    {
      json: {
        id: "the code, 29 characters",
        formatted: "as people read it",
        checkCharacter: "ISO/IEC 7064 MOD 37,36, as labels print it",
        country: "country block",
        manufacturer: "country and manufacturer block",
        model: "country, manufacturer and model block",
        serial: "serial block",
        link: "link of a resolver at https://id.example",
        ambiguousAt:
          "place in the code, counted from 0, of the first letter that reads like a digit; null where there is none",
      },
      examples: [
        "parse cn-ut01-g1pro1-26w05000000001234",
        "parse CNUT01G1PRO126W05000000001234-O --json",
      ],
    },
  )
    .argument("<code>", "the code, or its link", robotId)
    .action((id, _options, command) => {
      const answer = {
        id,
        formatted: formatRobotId(id),
        checkCharacter: checkCharacter(id),
        country: countryOf(id),
        manufacturer: manufacturerOf(id),
        model: modelOf(id),
        serial: serialOf(id),
        link: robotIdUri(id, { resolver: "https://id.example" }),
        ambiguousAt: findAmbiguous(id),
      };
      session.answer(command, answer, (layout) =>
        layout.fields([
          ["code", { text: answer.formatted, paint: "bold" }],
          ["check character", answer.checkCharacter],
          ["country", answer.country],
          ["manufacturer", answer.manufacturer],
          ["model", answer.model],
          ["serial", answer.serial],
          ...(answer.ambiguousAt === undefined
            ? []
            : [
                [
                  "mind",
                  `position ${answer.ambiguousAt} is a letter that reads like a digit`,
                ] as const,
              ]),
        ]),
      );
    });
}
