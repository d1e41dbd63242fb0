"""A window of WebKitGTK that WebKitWebDriver steers: `webkit-shell.py --log FILE [--profile FOLDER] --size WIDTHxHEIGHT [--dark]`.

With a profile it keeps what pages store, as an ordinary window does; without one it is a private window. Errors of pages, what
they refuse by their policy, and what does not load go to the log, a line each: WebKit itself writes none for a private window.
So does `opened: GtkPopover` for a calendar or a list of its own that WebKit shows.
"""

import argparse
import os

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GObject, Gtk, WebKit2  # noqa: E402

LISTENER = """
const report = (kind, text) => webkit.messageHandlers.problem.postMessage(`${kind}: ${String(text).replaceAll('\\n', ' ')}`);
const error = console.error;
console.error = (...parts) => {
  report('console', parts.join(' '));
  error.apply(console, parts);
};
addEventListener('error', (event) => event instanceof ErrorEvent && report('page error', event.message));
addEventListener('unhandledrejection', (event) => report('page error', event.reason));
document.addEventListener('securitypolicyviolation', (event) =>
  report('violation', `${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
);
"""

parser = argparse.ArgumentParser()
parser.add_argument("--log", required=True)
parser.add_argument("--profile")
parser.add_argument("--size", required=True)
parser.add_argument("--dark", action="store_true")
options = parser.parse_args()
width, height = (int(pixels) for pixels in options.size.split("x"))
log = open(options.log, "a", buffering=1, encoding="utf-8")

if options.profile:
    stored = WebKit2.WebsiteDataManager(
        base_data_directory=os.path.join(options.profile, "data"),
        base_cache_directory=os.path.join(options.profile, "cache"),
    )
    context = WebKit2.WebContext.new_with_website_data_manager(stored)
else:
    context = WebKit2.WebContext.new_ephemeral()
context.set_preferred_languages(["vi-VN", "vi"])
context.set_automation_allowed(True)
Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", options.dark)


def loaded(resource):
    response = resource.get_response()
    if response and response.get_status_code() >= 400:
        log.write(f"answer: {response.get_status_code()} {resource.get_uri()}\n")


def view_for(_session):
    content = WebKit2.UserContentManager()
    content.register_script_message_handler("problem")
    content.connect("script-message-received::problem", lambda _, message: log.write(message.get_js_value().to_string() + "\n"))
    content.add_script(
        WebKit2.UserScript(
            LISTENER, WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START, None, None
        )
    )
    view = WebKit2.WebView(web_context=context, user_content_manager=content, is_controlled_by_automation=True)
    view.connect("resource-load-started", lambda _, resource, _request: resource.connect("finished", loaded))
    window = Gtk.Window(decorated=False)
    window.set_default_size(width, height)
    window.add(view)
    window.show_all()
    return view


def start(_context, session):
    about = WebKit2.ApplicationInfo()
    about.set_name("egov-form")
    about.set_version(1, 0, 0)
    session.set_application_info(about)
    session.connect("create-web-view", view_for)


def shown(widget):
    if isinstance(widget, Gtk.Popover):
        log.write(f"opened: {widget.get_name()}\n")
    return True


GObject.add_emission_hook(Gtk.Widget, "map", shown)
context.connect("automation-started", start)
Gtk.main()
