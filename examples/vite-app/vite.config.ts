import imlc from "imlc/vite";
import { defineConfig } from "vite";

export default defineConfig({ plugins: [imlc()] });
