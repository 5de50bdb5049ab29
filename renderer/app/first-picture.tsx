import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { PasswordForm } from './password-form.tsx';
import { SignInSheet } from './sign-in-sheet.tsx';
import { theme } from './theme.ts';

/**
 * The sign-in as it stands in `index.html`, drawn when the pages are built: it can be typed into before the program of
 * the page is there (docs/architecture.md, "What is loaded when").
 */
export function firstPicture(): string {
  return renderToStaticMarkup(
    <MantineProvider theme={theme} forceColorScheme="light">
      <SignInSheet status={undefined}>
        <PasswordForm waiting={false} isFirst onSubmit={() => undefined} />
      </SignInSheet>
    </MantineProvider>,
  );
}
