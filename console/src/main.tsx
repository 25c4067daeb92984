import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import './shared/theme/global.css';
import { publishTokens } from './shared/theme/tokens';

publishTokens(document.documentElement);
const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root');
}
createRoot(root).render(<App />);
