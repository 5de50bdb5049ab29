import { readFileSync, writeFileSync } from 'node:fs';

/**
 * `node electron/service/commands/practice-platform-package.ts <address> <package> <receipt>`: hands a package from a stick
 * to a running practice platform, and writes the receipt that the window imports. The address stands in the log of the
 * practice hospital. Exit code 1 when the platform does not take the file, 2 when a file cannot be read or written.
 */
process.exitCode = await run(process.argv.slice(2));

async function run([address, packageFile, receiptFile]: readonly string[]): Promise<number> {
  if (address === undefined || packageFile === undefined || receiptFile === undefined) {
    console.error('usage: practice-platform-package <address> <package> <receipt>');
    return 2;
  }
  try {
    const body = readFileSync(packageFile);
    const response = await fetch(new URL('/package', address), { method: 'POST', body });
    const answer = await response.text();
    if (!response.ok) {
      console.error(`the platform did not take the file: ${answer}`);
      return 1;
    }
    writeFileSync(receiptFile, answer, { flag: 'wx' });
    console.log(`receipt written: ${receiptFile}`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
}
