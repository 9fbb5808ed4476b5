import { readFileSync } from "node:fs";

const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
};

const MESSAGE_LINES = 15;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal start with one.
const withoutColours = (text) => text.replace(/\u001b\[[0-9;]*m/gu, "");
const told = (title, messages) => ({
  title,
  message: withoutColours(messages.join("\n")).split("\n").slice(0, MESSAGE_LINES).join("\n"),
});

/** Failed tests of a report of Vitest, and the files that failed before any test of theirs. */
function ofVitest(file) {
  return (read(file)?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0) return status === "failed" ? [told(name, [message ?? ""])] : [];
    return failed.map((test) => told(`${name} › ${test.fullName}`, test.failureMessages));
  });
}

/** Failed tests of a report of Playwright. */
function ofPlaywright(file) {
  const inSuite = ({ suites = [], specs = [] }) => [
    ...suites.flatMap(inSuite),
    ...specs
      .filter((spec) => !spec.ok)
      .map((spec) =>
        told(
          `${spec.file} › ${spec.title}`,
          spec.tests.flatMap((test) => test.results.flatMap((result) => result.errors.map((e) => e.message ?? ""))),
        ),
      ),
  ];
  return (read(file)?.suites ?? []).flatMap(inSuite);
}

/** What failed, as the reports of a run say it: said again at its end, where whoever reads a long log looks. */
export function failedTests(vitestReports, playwrightReport) {
  return [...vitestReports.flatMap(ofVitest), ...ofPlaywright(playwrightReport)];
}
