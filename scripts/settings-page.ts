import type { Setting } from '../src/config/setting.ts';
import { settings, settingsFile } from '../src/config/settings.ts';

/** The settings page, in Markdown. */
export function settingsPage(): string {
  const rows = Object.entries<Setting>(settings).map(
    ([name, { flag, variable, unit, description, ...setting }]) => {
      const fallback = setting.default === null ? '' : `${String(setting.default)}${unit ? ` ${unit}` : ''}`;
      return [`\`${name}\``, flag ? `\`${flag}\`` : '', `\`${variable}\``, fallback, description];
    },
  );
  return (
    [
      '# Settings',
      'Generated from `src/config/settings.ts` by `npm run docs`: change it there.',
      `A flag wins over a variable, a variable wins over the settings file, and the file wins over the default. The settings file (\`${settingsFile.flag}\` or \`${settingsFile.variable}\`) is a JSON object with the names below.`,
      [['name', 'flag', 'variable', 'default', 'what it is'], ['---', '---', '---', '---', '---'], ...rows]
        .map((cells) => `| ${cells.join(' | ')} |`)
        .join('\n'),
    ].join('\n\n') + '\n'
  );
}
