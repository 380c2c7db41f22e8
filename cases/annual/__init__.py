"""The annual table (年度报告第三部分): its layout, its files, and tables from elsewhere."""
