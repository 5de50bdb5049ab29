import path from 'node:path';
import { repositoryFolder } from './hospital.ts';

/** A sample file under test/fixtures. */
export function fixture(...parts: string[]): string {
  return path.join(repositoryFolder, 'test/fixtures', ...parts);
}
