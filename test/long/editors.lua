-- Uses a second Neovim as somebody does who writes a manifest: `nvim --clean --headless -S editors.lua`, with the
-- settings of that one in SETTINGS. What is seen in it is written as JSON, one thing a line.
local command = { vim.v.progpath, "--embed", "--headless", "-n", "-i", "NONE", "-u", vim.env.SETTINGS, "webhook.iml.json" }
local editor = vim.fn.jobstart(command, { rpc = true })
local function ask(code, ...)
  return vim.rpcrequest(editor, "nvim_exec_lua", code, { ... })
end
local function see(name, code, ...)
  local given, seen = { ... }, nil
  vim.wait(20000, function()
    seen = ask(code, unpack(given))
    return seen ~= vim.NIL and seen ~= false
  end, 50)
  io.stdout:write(vim.json.encode({ [name] = seen }) .. "\n"):flush()
end
local function go(text, right)
  ask([[vim.fn.cursor(1, 1) vim.fn.search("\\V" .. ..., "cW")]], text)
  ask([[vim.fn.cursor(vim.fn.line("."), vim.fn.col(".") + ...)]], right)
end
local line = [[local line = vim.fn.getline(".") return line:find(..., 1, true) and vim.trim(line)]]
local elsewhere = [[return vim.fn.expand("%:t") ~= "webhook.iml.json" and vim.fn.expand("%:t") .. ":" .. vim.fn.line(".")]]

see("server", [[return vim.lsp.buf_get_clients and #vim.lsp.buf_get_clients(0) > 0 or #vim.lsp.get_clients({ bufnr = 0 }) > 0]])
go("item.shop", 0)
vim.rpcrequest(editor, "nvim_input", "cwitm<Esc>")
see("finding", [[local found = vim.diagnostic.get(0)[1] return found and found.message]])
ask([[vim.ui.select = function(items, _, done)
  for _, item in ipairs(items) do if item.action.title:find("Change") then return done(item, 1) end end
end]])
ask([[vim.lsp.buf.code_action()]])
see("fixed", line, "item.shop")
see("findings", [[return #vim.diagnostic.get(0) == 0 and "none"]])
go("item.shop", 0)
vim.rpcrequest(editor, "nvim_input", "cEbody.<C-x><C-o>")
see("completed", [[local items = vim.fn.complete_info({ "items" }).items
  return #items > 0 and vim.tbl_map(function(item) return item.word end, items)]])
vim.rpcrequest(editor, "nvim_input", "<Esc>u")
see("undone", line, "item.shop")
go("hookId", 2)
ask([[vim.lsp.buf.hover()]])
see("hover", [[for _, window in ipairs(vim.api.nvim_list_wins()) do
  if vim.api.nvim_win_get_config(window).relative ~= "" then
    local text = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
    vim.api.nvim_win_close(window, true)
    return table.concat(text, "\n")
  end
end]])
ask([[vim.lsp.buf.rename("hook_id")]])
see("renamed", line, "hook_id")
ask([[vim.cmd("silent wall")]])
ask([[vim.lsp.buf.definition()]])
see("definition", elsewhere)
ask([[vim.cmd("silent edit webhook.iml.json")]])
go("item.id", 0)
vim.rpcrequest(editor, "nvim_input", "i   <Esc>")
ask([[vim.lsp.buf.format()]])
see("formatted", line, "item.id")
local message = [[local found = vim.diagnostic.get(0)[1] return found and found.message]]
ask([[vim.cmd("silent edit! functions/greet/code.js")]])
ask([[vim.fn.setline(1, "function greet(")]])
see("code", message)
-- By then a server that had something to say of it would have said it, as it did of the function.
ask([[vim.cmd("silent edit! script.js") vim.fn.setline(1, "function script(")]])
ask([[vim.cmd("silent edit! functions/greet/code.js") vim.fn.setline(1, "function (")]])
see("again", message)
see("script", [[return #vim.diagnostic.get(vim.fn.bufnr("script.js")) == 0 and "left alone"]])
vim.rpcnotify(editor, "nvim_command", "qa!")
vim.cmd("qa!")
