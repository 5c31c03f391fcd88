// What the contracts refuse because it is no code.
import type { ErrorsOf, Explanations } from "./explanation.js";
import { position, text } from "./show.js";

export const codes: Explanations<ErrorsOf<"RobotId">> = {
  RobotIdCounterNotDecimal: ({ code, position: at }) => ({
    message: `The counter of ${text(code)} has something else than a digit at ${position(at)}.`,
    suggestion: "Give the counter of a sequential model in decimal digits, padded with zeros.",
  }),
  RobotIdInvalidCharacter: ({ code, position: at }) => ({
    message: `${text(code)} is no code: ${position(at)} is not allowed there.`,
    suggestion: "Read codes with parseRobotId: two letters, then capital letters and digits.",
  }),
  RobotIdInvalidCounterWidth: ({ width }) => ({
    message: `A counter cannot have ${width} digits.`,
    suggestion: "Give 1 to 16, so that at least one character stays in the stem.",
  }),
  RobotIdInvalidCountry: ({ country }) => ({
    message: `${text(country)} is no country.`,
    suggestion: "Give the two capital letters of ISO 3166-1.",
  }),
  RobotIdInvalidManufacturer: ({ manufacturer, position: at }) => ({
    message: `${text(manufacturer)} is no manufacturer: ${position(at)} is not allowed there.`,
    suggestion:
      "Read it with parseManufacturerId: two letters, then four capital letters or digits.",
  }),
  RobotIdInvalidModel: ({ model, position: at }) => ({
    message: `${text(model)} is no model: ${position(at)} is not allowed there.`,
    suggestion: "Read it with parseModelId: two letters, then ten capital letters or digits.",
  }),
  RobotIdInvalidPadding: ({ code, position: at }) => ({
    message: `${text(code)} goes on behind its 29 characters, at ${position(at)}.`,
    suggestion: "Convert codes with toBytes32: three zero bytes are at the end.",
  }),
};
