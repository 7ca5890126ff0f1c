import type { TestProject } from 'vitest/node';
import type { Templates } from '../support/global-setup.ts';

/** Gives tests the templates that `main.ts` has made. Stryker starts vitest again after each mutant that hangs. */
export default function setup({ provide }: TestProject): void {
  provide('templates', JSON.parse(process.env['WHIST_MUTATION_TEMPLATES'] ?? '') as Templates);
}
