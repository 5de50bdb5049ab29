import { MantineProvider } from '@mantine/core';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Application } from './application.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { theme } from './theme.ts';
import type { TakeTyped } from './typed-ahead.ts';

/** Draws the application in the place of the first picture, at once: no key is lost between the two. */
export function start(place: Element, takeTyped: TakeTyped): void {
  const root = createRoot(place);
  flushSync(() =>
    root.render(
      <MantineProvider theme={theme} forceColorScheme="light">
        <ErrorBoundary>
          <Application bridge={window.onestop} takeTyped={takeTyped} />
        </ErrorBoundary>
      </MantineProvider>,
    ),
  );
}
