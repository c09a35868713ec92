"""Every row of the pack."""

import selenium


def calls(text):
    driver_value = selenium.Chrome()
    print(driver_value.page_source)
    print(driver_value.title)
    print(driver_value.current_url)
    driver_value.get(text)
    driver_value.execute_script(text)
    driver_value.execute_async_script(text)
    print(driver_value.find_element().text)
    driver_value.find_element().get_attribute()
    driver_value.find_element().find_element()
    driver_value.find_element().find_elements()
    driver_value.find_element().click()
    driver_value.find_element().send_keys()
    driver_value.find_elements()
    driver_value.quit()
    driver_value.close()
