import { Type } from 'typebox';
import { Check } from 'typebox/schema';

/** The part of a report of `npm audit --json` that counts here. */
const Report = Type.Object({
  auditReportVersion: Type.Literal(2),
  vulnerabilities: Type.Record(
    Type.String(),
    Type.Object({
      severity: Type.String(),
      /** The holes themselves, or the names of packages that bring them in. */
      via: Type.Array(Type.Union([Type.String(), Type.Object({ title: Type.String(), url: Type.String() })])),
    }),
  ),
});

/** The registry, or the way to it, did not answer. A fault of npm itself has a code. */
const NoAnswer = Type.Object({
  message: Type.String(),
  error: Type.Object({ code: Type.Optional(Type.Never()) }),
});

const severe = new Set(['high', 'critical']);

export interface Judgement {
  readonly passes: boolean;
  readonly lines: readonly string[];
}

/** Judges what `npm audit --json` has written. A hole that is high or critical fails, and so does an unknown report. */
export function judge(output: string): Judgement {
  const report = parsed(output);
  if (Check(NoAnswer, report))
    return {
      passes: true,
      lines: ['The dependencies were not audited: the registry does not answer an audit.'],
    };
  if (!Check(Report, report)) return { passes: false, lines: [`npm audit gave no report: ${output.trim()}`] };
  const found = Object.entries(report.vulnerabilities).filter(([, { severity }]) => severe.has(severity));
  return {
    passes: found.length === 0,
    lines: found.flatMap(([name, { severity, via }]) =>
      via.map((hole) =>
        typeof hole === 'string'
          ? `${name}: ${severity}, through ${hole}`
          : `${name}: ${severity}, ${hole.title} (${hole.url})`,
      ),
    ),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
