import { join } from 'node:path';
import { projectFolder } from '../../../build/setup/dependencies.js';
import type { Application } from '../application/application.ts';

/** The practice hospital's own files, as the clerk would pick them. */
export function practiceFile(name: string): string {
  return join(projectFolder, 'electron', 'service', 'practice', 'files', name);
}

/** Signs in by the number that the practice hospital shows beside the account. */
export async function signIn({ window }: Application, digit: '1' | '2' | '3' | '4' | '5'): Promise<void> {
  await window.getByText('练习账号').waitFor();
  await window.keyboard.press(digit);
}

/** Types into the search field and opens what Enter opens. */
export async function search({ window }: Application, text: string): Promise<void> {
  const field = window.getByRole('combobox', { name: '查找患者' });
  await field.fill(text);
  await field.press('Enter');
}

export async function openPatient(application: Application, name: string): Promise<void> {
  await search(application, name);
  await application.window
    .getByRole('region', { name: '患者' })
    .getByRole('heading', { name })
    .first()
    .waitFor();
}
