import { MantineProvider } from '@mantine/core';
import '@mantine/core/styles.css';
import './app/page.css';
import { createRoot } from 'react-dom/client';
import { Application } from './app/application.tsx';
import { ErrorBoundary } from './app/error-boundary.tsx';
import { theme } from './app/theme.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <MantineProvider theme={theme} forceColorScheme="light">
    <ErrorBoundary>
      <Application bridge={window.onestop} />
    </ErrorBoundary>
  </MantineProvider>,
);
