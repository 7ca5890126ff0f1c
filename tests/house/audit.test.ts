import { expect, test } from 'vitest';
import { judge } from '../../scripts/audit/judge.ts';

/** A report of npm, with one package and what it brings in. */
const report = (severity: string) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      ws: {
        name: 'ws',
        severity,
        isDirect: true,
        via: [
          {
            source: 1098392,
            name: 'ws',
            dependency: 'ws',
            title: 'ws affected by a DoS when handling a request with many HTTP headers',
            url: 'https://github.com/advisories/GHSA-3h5v-q93c-6h6q',
            severity,
            cwe: ['CWE-476'],
            cvss: { score: 7.5, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' },
            range: '>=8.0.0 <8.17.1',
          },
        ],
        effects: ['ink'],
        range: '8.0.0 - 8.17.0',
        nodes: ['node_modules/ws'],
        fixAvailable: true,
      },
      ink: { name: 'ink', severity, isDirect: true, via: ['ws'], effects: [], range: '*', nodes: [] },
    },
    metadata: { vulnerabilities: { info: 0, low: 0, moderate: 0, high: 2, critical: 0, total: 2 } },
  });

const none = { auditReportVersion: 2, vulnerabilities: {}, metadata: { vulnerabilities: { total: 0 } } };
const refused = { message: '405 Method Not Allowed', method: 'POST', statusCode: 405, body: '' };
const unreached = { message: 'request to the registry failed, reason: connect ECONNREFUSED' };
const error = { summary: '', detail: '' };

test.each([
  ['no hole', JSON.stringify(none), true],
  ['a moderate hole', report('moderate'), true],
  ['a high hole', report('high'), false],
  ['a critical hole', report('critical'), false],
  ['a registry without audits', JSON.stringify({ ...refused, error }), true],
  ['no network', JSON.stringify({ ...unreached, error }), true],
  [
    'no lock file',
    JSON.stringify({ error: { code: 'ENOLOCK', summary: 'This command requires one.' } }),
    false,
  ],
  ['a report of another version', JSON.stringify({ ...none, auditReportVersion: 3 }), false],
  ['nothing', '', false],
])('the audit of the dependencies with %s: %#', (_, output, passes) => {
  expect(judge(output).passes).toBe(passes);
});

test('an audit names each hole with its page, and says if there was none', () => {
  expect(judge(report('high')).lines).toEqual([
    'ws: high, ws affected by a DoS when handling a request with many HTTP headers (https://github.com/advisories/GHSA-3h5v-q93c-6h6q)',
    'ink: high, through ws',
  ]);
  expect(judge(JSON.stringify({ ...refused, error })).lines).toHaveLength(1);
});
