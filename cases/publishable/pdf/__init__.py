"""PDF made fit to be published: its pages, their structure and links, and nothing behind them."""
