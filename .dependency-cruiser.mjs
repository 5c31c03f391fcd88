// Which file may import which: `npm run lint` checks it. Rooms are the npm workspaces and the folders at the root.
const ROOM = "^(packages/[^/]+|[^/]+)/";
const PACKAGES =
  "^(sdk|cli|indexer|api|web|network|vault|kit|deployment|world|sandbox|testkit|mutation|packages/[^/]+)/";

export default {
  forbidden: [
    {
      name: "doors",
      comment: "A package is imported by its name: its exports are its doors.",
      severity: "error",
      from: { path: ROOM },
      to: { path: PACKAGES, pathNot: "^$1/", dependencyTypesNot: ["aliased", "undetermined"] },
    },
    {
      name: "tests-are-for-tests",
      comment:
        "What is not a test imports nothing of the tests. The examples of the API are made from the tests' world.",
      severity: "error",
      from: {
        path: ROOM,
        pathNot: ["(^|/)(test|test-network|bench|testkit)/", "^api/scripts/examples.ts$"],
      },

      to: { path: "(^|/)(test|test-network)/|^testkit/" },
    },
    {
      name: "no-circles",
      comment: "No file needs itself, not even for a type.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules|^types/" },
    exclude: { path: "(^|/)(dist|artifacts|cache|build|generated)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default"],
    },
  },
};
